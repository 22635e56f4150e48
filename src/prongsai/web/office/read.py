"""Papers that were published before: sent in, read beside their values, decided on, proof-read, taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import urlencode

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.printed import View
from prongsai.core.proofread.record import WEIGHTS
from prongsai.core.text import Text
from prongsai.reading.printed.limits import MEGABYTE, MOST_BYTES
from prongsai.reading.printed.shown import page_shown
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import job as jobs
from prongsai.web.actions import read as actions
from prongsai.web.models import ReadPaper, ReadRemark, ReadValue
from prongsai.web.office import read_take
from prongsai.web.office.fields import number_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries import read as queries
from prongsai.web.queries.read_place import place_of

DOTS_ACROSS = 1100
# What systems put into folders by themselves.
_NO_PAPERS = frozenset({"thumbs.db", "desktop.ini"})
NOTHING_SENT = Fault(
    "read.nothing_sent",
    Text("ยังไม่ได้เลือกไฟล์", "no file is chosen"),
    Text("เลือกไฟล์เอกสารหนึ่งไฟล์หรือหลายไฟล์", "choose one paper or several"),
)
TOO_MANY_SENT = Fault(
    "read.too_many_sent",
    Text("ส่งครั้งเดียว {sent} ไฟล์", "{sent} files were sent at once"),
    Text("ส่งครั้งละไม่เกิน {most} ไฟล์", "send at most {most} at a time"),
)
TOO_LARGE = Fault(
    "read.too_large",
    Text("ไฟล์ใหญ่เกิน {most} MB", "larger than {most} MB"),
    Text("แบ่งไฟล์ หรือลดขนาดรูปในไฟล์", "cut it into parts, or make its pictures smaller"),
)
DECIDED_MEANWHILE = Fault(
    "read.decided_meanwhile",
    Text("มีผู้ยืนยันค่านี้แล้วเป็น “{now}”", "somebody has decided meanwhile that this is “{now}”"),
    Text("ดูค่าล่าสุด แล้วแก้อีกครั้งถ้าไม่เห็นด้วย", "look at it, and decide again if you do not agree"),
)
KINDS: Mapping[str, Text] = {
    "sum": Text("ตัวเลข", "figures"),
    "rule": Text("เกณฑ์", "rules"),
    "year": Text("ปี", "years"),
    "chain": Text("ความเชื่อมโยง", "links between papers"),
    "form": Text("รูปแบบ", "form"),
    "text": Text("ถ้อยคำ", "words"),
}
STATES: Mapping[str, Text] = {
    "dealt_with": Text("แก้แล้ว", "dealt with"),
    "no_mistake": Text("ไม่ใช่ข้อผิด", "no mistake"),
}


# Sending in


@page("read.view", post="read.send")
def read(request: HttpRequest, here: Here) -> HttpResponse:
    """The papers that were sent in; sent to, it takes more of them."""
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _take_files(request, here)
        if not problems:
            return redirect("read", here.agency.pk, here.year)
    papers = list(queries.papers_of(here.agency))
    for paper in papers:
        # The agency is here already; a query for it would find the same.
        paper.agency = here.agency
    waiting = [paper for paper in papers if paper.stage == "waiting"]
    context = {
        "stage": "read",
        "papers": [_card(paper) for paper in papers],
        "remarks": [_remark(row, row.paper) for row in queries.remarks_seen(papers)] if papers else [],
        "reading": bool(waiting) and queries.is_reading(here.agency),
        "waiting": waiting,
        "problems": problems,
        "most": actions.MOST_AT_ONCE,
        "largest": MOST_BYTES // MEGABYTE,
        "may": _may(here),
    }
    return render(request, here, "office/read.html", context, status=422 if problems else 200)


def _take_files(request: HttpRequest, here: Here) -> list[Problem]:
    """Keep each file for itself; what is wrong with one does not hold up the others."""
    if "again" in request.POST:
        waiting = ReadPaper.objects.filter(agency=here.agency, stage="waiting")
        _start(here, waiting.values_list("pk", flat=True))
        return []
    sent = [each for name in ("files", "folder") for each in request.FILES.getlist(name)]
    sent = [each for each in sent if not _is_none(each.name or "")]
    if not sent:
        return [NOTHING_SENT.at("")]
    if len(sent) > actions.MOST_AT_ONCE:
        return [TOO_MANY_SENT.at("", sent=len(sent), most=actions.MOST_AT_ONCE)]
    kept, problems = list[ReadPaper](), list[Problem]()
    for each in sent:
        if (each.size or 0) > MOST_BYTES:
            problems.append(TOO_LARGE.at(each.name or "", most=MOST_BYTES // MEGABYTE))
            continue
        try:
            file = actions.File(each.name or "", each.read())
            kept.append(actions.send(here.actor, here.agency, year=here.year, file=file))
        except InputError as error:
            problems += error.problems
    _start(here, (paper.pk for paper in kept if paper.stage == "waiting"))
    if kept:
        words = language.say(
            "รับ {number} ไฟล์แล้ว กำลังอ่าน", "{number} files are taken and being read.", number=len(kept)
        )
        messages.success(request, words)
    return problems


def _is_none(name: str) -> bool:
    plain = name.replace("\\", "/").rpartition("/")[2].lower()
    return plain.startswith(".") or plain in _NO_PAPERS


def _start(here: Here, papers: Iterable[int]) -> None:
    numbers = sorted(papers)
    if numbers:
        jobs.start(here.actor, here.agency, "read", {"papers": [*numbers]})


def _judge_anew(here: Here) -> None:
    """Ask for all papers to be proof-read; one job that waits is enough, one that runs may have read on already."""
    running = queries.running_job(here.agency)
    jobs.start(here.actor, here.agency, "read", {"papers": [], **({"after": running} if running else {})})


def _card(paper: ReadPaper) -> dict[str, Any]:
    return {
        "paper": paper,
        "kinds": [each["title"] for each in paper.understood.get("papers", ()) if each["title"]],
        "problems": _problems(paper),
    }


def _problems(paper: ReadPaper) -> list[dict[str, Any]]:
    return [
        {"found": each["found"], "why": Text(*each["why"]), "remedy": Text(*each["remedy"])}
        for each in paper.problems
    ]


# One paper


@page("read.view")
def read_paper(request: HttpRequest, here: Here, *, paper: int) -> HttpResponse:
    """A paper beside what was read of it."""
    return _paper_page(request, here, _paper(here, paper))


def _paper_page(
    request: HttpRequest, here: Here, found: ReadPaper, problems: Iterable[Problem] = (), *, status: int = 200
) -> HttpResponse:
    values = list(found.values.select_related("decided_by")) if found.stage == "read" else []
    groups = queries.groups_of(found, values)
    at = number_of(request.GET.get("at", ""))
    here_now = next((row for row in values if row.pk == at), None)
    remarks = [_remark(row, found) for row in queries.remarks_seen([found])]
    context = {
        "stage": "read",
        "paper": found,
        "groups": groups,
        "at": at,
        "in_doubt": sum(group.in_doubt for group in groups),
        "first_in_doubt": next((each for group in groups for each in group.values if each.in_doubt), None),
        "sure_left": sum(_is_sure(row) for row in values),
        "undecided": sum(not row.decision for row in values),
        "remarks": remarks,
        "open_remarks": sum(not each["row"].state for each in remarks),
        "read_problems": _problems(found),
        "notes": [Text(*pair) for pair in found.understood.get("notes", ())],
        "problems": list(problems),
        "may": _may(here),
        **_shown(request, found, here_now),
    }
    return render(request, here, "office/read_paper.html", context, status=status)


def _is_sure(row: ReadValue) -> bool:
    return not row.decision and row.confidence == "sure" and not row.proposal


def _shown(request: HttpRequest, found: ReadPaper, now: ReadValue | None) -> dict[str, Any]:
    """Return what stands beside the values: a page as a picture, or the whole paper in our own writing."""
    if found.stage != "read":
        return {}
    if found.format in queries.PAGED:
        last = found.pages or 1
        number = min(max(number_of(request.GET.get("page", "")) or 1, 1), last)
        mark = request.GET.get("mark", "")
        return {
            "sheet": number,
            "last_sheet": last,
            "mark": f"?{urlencode({'mark': mark})}" if _box(found, mark, number) else "",
            "before": number - 1,
            "after": number + 1 if number < last else 0,
        }
    there = queries.place_href(found, now.where)[1:] if now else ""
    return {"blocks": list(queries.blocks_of(found)), "there": there}


@page("read.view")
def read_sheet(request: HttpRequest, here: Here, *, paper: int, sheet: int) -> HttpResponse:
    """A page of a paper as a picture, made by us: the file itself is never opened as a page of this site."""
    found = _paper(here, paper)
    if found.stage != "read" or found.format not in queries.PAGED or not 1 <= sheet <= (found.pages or 1):
        raise Http404("no such page")
    mark = _box(found, request.GET.get("mark", ""), sheet)
    try:
        with found.file.open("rb") as file:
            picture = page_shown(file.read(), found.name, View(page=sheet, width=DOTS_ACROSS, mark=mark))
    except (InputError, FileNotFoundError) as error:
        raise Http404("no picture of this page") from error
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


def _box(found: ReadPaper, mark: str, sheet: int) -> Any:
    """Return where on a page a value (`v12`) or a remark (`r5`) stands, `None` where that is not known."""
    number = number_of(mark[1:])
    if number is None or mark[:1] not in ("v", "r"):
        return None
    if mark[0] == "v":
        value = found.values.filter(pk=number).first()
        places = [value.where] if value else []
    else:
        remark = found.remarks.filter(pk=number).first()
        places = remark.content["where"] if remark else []
    return next((place_of(each).box for each in places if each.get("page") == sheet and "box" in each), None)


@page("read.view")
def read_file(request: HttpRequest, here: Here, *, paper: int) -> FileResponse:
    """Send the file as it came in, to be kept, never to be opened as a page of this site."""
    found = _paper(here, paper)
    if not found.file.storage.exists(found.file.name or ""):
        raise Http404("no such file")
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page("read.send", post="read.send")
def read_remove(request: HttpRequest, here: Here, *, paper: int) -> HttpResponse:
    """Take a paper out; seen, it asks whether that is meant."""
    found = _paper(here, paper)
    if request.method != "POST":
        return render(request, here, "office/read_remove.html", {"stage": "read", "paper": found})
    actions.remove(here.actor, found)
    # What was said of the others beside it may not hold any more.
    _judge_anew(here)
    messages.success(request, language.say("เอา “{name}” ออกแล้ว", "“{name}” is taken out.", name=found.name))
    return redirect("read", here.agency.pk, here.year)


# Decisions


@page("read.decide", post="read.decide")
def read_decide(request: HttpRequest, here: Here, *, paper: int, value: int) -> HttpResponse:
    """Say what one value is, and go on to the next one that is in doubt."""
    found = _paper(here, paper)
    row = found.values.filter(pk=value).first()
    if row is None:
        raise Http404("no such value")
    if request.method != "POST":
        return redirect("read_paper", here.agency.pk, here.year, found.pk)
    words = row.proposal if "proposal" in request.POST else request.POST.get("words", "")
    before = row.now
    try:
        row = actions.decide(here.actor, found, value=value, words=words, seen=request.POST.get("seen", ""))
    except Conflict as conflict:
        now = getattr(conflict.current, "now", "")
        return _paper_page(request, here, found, [DECIDED_MEANWHILE.at(row.field, now=now)], status=409)
    except InputError as error:
        return _paper_page(request, here, found, error.problems, status=422)
    if row.now != before:
        # What was said of the paper may rest on what was misread.
        _judge_anew(here)
    return redirect(_next(here, found, row))


def _next(here: Here, found: ReadPaper, row: ReadValue) -> str:
    """Return the address of the next value in doubt, else of the one below."""
    below = found.values.filter(position__gt=row.position)
    doubtful = [
        each for each in below.filter(queries.IN_DOUBT) if not each.field.startswith(queries.NOT_TAKEN)
    ]
    following = next(iter(doubtful), None) or below.first()
    base = f"{here.path('read/')}{found.pk}/"
    if following is None:
        return f"{base}#take"
    return base + queries.at_href(found, following)


@page("read.decide", post="read.decide")
def read_sure(request: HttpRequest, here: Here, *, paper: int) -> HttpResponse:
    """Accept all values that were read without a doubt."""
    found = _paper(here, paper)
    if request.method == "POST":
        number = actions.accept_sure(here.actor, found)
        words = language.say("รับ {number} ค่าที่อ่านได้ชัดแล้ว", "{number} sure values are accepted.", number=number)
        messages.success(request, words)
    return redirect("read_paper", here.agency.pk, here.year, found.pk)


@page("read.decide", post="read.decide")
def read_remark(request: HttpRequest, here: Here, *, paper: int, remark: int) -> HttpResponse:
    """Say what became of a remark."""
    found = _paper(here, paper)
    if not found.remarks.filter(pk=remark).exists():
        raise Http404("no such remark")
    if request.method == "POST":
        state, reason = request.POST.get("state", ""), request.POST.get("reason", "")
        try:
            actions.remark(here.actor, found, remark=remark, state=state, reason=reason)
        except InputError as error:
            return _paper_page(request, here, found, error.problems, status=422)
    return redirect(f"{here.path('read/')}{found.pk}/#r{remark}")


def _remark(row: ReadRemark, paper: ReadPaper) -> dict[str, Any]:
    content = row.content
    return {
        "row": row,
        "paper": paper,
        "weight": WEIGHTS.get(row.weight, WEIGHTS["note"]),  # type: ignore[call-overload]
        "kind": KINDS.get(content["kind"], Text(content["kind"])),
        "title": Text(*content["title"]),
        "found": content["found"],
        "why": Text(*content["why"]),
        "mend": Text(*content["mend"]),
        "state": STATES.get(row.state),
        "places": [
            {
                "words": place_of(each).words(),
                "file": each["file"] if each["file"] != paper.name else "",
                "href": queries.place_href(paper, each, f"&mark=r{row.pk}"),
            }
            for each in content["where"]
        ],
    }


def _paper(here: Here, number: int) -> ReadPaper:
    found = (
        ReadPaper.objects.filter(agency=here.agency, pk=number)
        .select_related("result", "plan", "sent_by")
        .first()
    )
    if found is None:
        raise Http404("no such paper")
    found.agency = here.agency
    return found


def _may(here: Here) -> dict[str, bool]:
    return {name: here.may(f"read.{name}") for name in ("send", "decide", "take")}


PREFIX = "a/<int:agency>/<int:year>/read/"
_ONE = PREFIX + "<int:paper>/"
urlpatterns = [
    path(PREFIX, read, name="read"),
    path(_ONE, read_paper, name="read_paper"),
    path(_ONE + "page/<int:sheet>/", read_sheet, name="read_sheet"),
    path(_ONE + "file/", read_file, name="read_file"),
    path(_ONE + "value/<int:value>/", read_decide, name="read_decide"),
    path(_ONE + "sure/", read_sure, name="read_sure"),
    path(_ONE + "remark/<int:remark>/", read_remark, name="read_remark"),
    path(_ONE + "remove/", read_remove, name="read_remove"),
    *read_take.urlpatterns,
]
