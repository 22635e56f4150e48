"""What a page says when it cannot be shown: what happened and what to do next."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prongsai.core.text import Text

SAYINGS = {
    400: (
        Text("คำขอนี้ไม่ถูกต้อง", "This request cannot be understood"),
        Text("กลับไปหน้าก่อน แล้วลองใหม่อีกครั้ง", "Go back to the page before and try again."),
    ),
    413: (
        Text("ส่งมาพร้อมกันมากเกินไป จึงไม่ได้รับ", "Too much was sent at once, so it was not taken"),
        Text("กลับไปหน้าก่อน แล้วแนบทีละน้อยลง", "Go back and attach fewer files at a time."),
    ),
    403: (
        Text("บัญชีนี้ไม่มีสิทธิ์ทำสิ่งนี้", "This account may not do this"),
        Text(
            "สิทธิ์ขึ้นกับบทบาทและขั้นตอน ถ้าควรทำได้ ให้ติดต่อเจ้าหน้าที่ ITA ของหน่วยงาน",
            "It depends on role and stage. If you should be able to, ask the ITA officer of the agency.",
        ),
    ),
    404: (
        Text("ไม่พบหน้านี้", "There is no such page"),
        Text("ตรวจที่อยู่ หรือเริ่มจากหน้าแรก", "Check the address, or begin at the first page."),
    ),
    500: (
        Text("ระบบขัดข้อง", "Something broke"),
        Text(
            "สิ่งที่บันทึกแล้วยังอยู่ครบ ลองใหม่อีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ",
            "What was saved is safe. Try again; if it stays so, tell the administrator.",
        ),
    ),
}


def _say(request: HttpRequest, status: int) -> HttpResponse:
    title, lead = SAYINGS[status]
    return render(request, "office/error.html", {"page_title": title, "lead": lead}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _say(request, 500)
