"""The people of an agency: the list, inviting, roles, and ending."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from prongsai.core.errors import InputError, Problem
from prongsai.web import language, mail
from prongsai.web.actions import member
from prongsai.web.links import whole
from prongsai.web.models import Agency, Person
from prongsai.web.office import invitation
from prongsai.web.office.people_form import Invite, RolesForm
from prongsai.web.page import Here, afterwards, page, render
from prongsai.web.queries import people as queries
from prongsai.web.sign_in.views import too_many

# A mail server takes its time for each; whoever waits must see the page again.
MOST_AT_ONCE = 25


@page("people.view", post="people.edit")
def people(request: HttpRequest, here: Here) -> HttpResponse:
    """List the people of an agency; sent to, invite those whom nobody has invited yet, such as after an import."""
    if request.method == "POST":
        return _invite_waiting(request, here)
    listed = queries.page_of(here.agency, request.GET.get("page", "1"))
    context: dict[str, object] = {
        "stage": "people",
        "tab": "people",
        "list": listed,
        "lines": queries.lines(listed),
        "waiting": queries.waiting(here.agency).count() if here.can["people_edit"] else 0,
    }
    return render(request, here, "office/people.html", context)


def _invite_waiting(request: HttpRequest, here: Here) -> HttpResponse:
    for someone in queries.waiting(here.agency)[:MOST_AT_ONCE]:
        if not ratelimit.consume(request, action="invite"):
            return too_many(request)
        _write_to(request, here, member.invite_again(here.actor, here.agency, someone))
    return redirect("people", agency=here.agency.pk, year=here.year)


@page("people.edit", post="people.edit")
def invite(request: HttpRequest, here: Here) -> HttpResponse:
    """Invite a person by e-mail."""
    units = list(here.agency.units.all())
    form = Invite(
        units,
        request.POST or None,
        initial={"roles": [] if here.agency.memberships.exists() else ["officer"]},
    )
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="invite"):
            return too_many(request)
        try:
            invited = member.invite(here.actor, here.agency, form.newcomer(), form.held())
        except InputError as error:
            problems = error.problems
        else:
            afterwards(request, lambda: _write_to(request, here, invited))
            return redirect("people", agency=here.agency.pk, year=here.year)
    context = {"stage": "people", "tab": "people", "form": form, "problems": problems}
    return render(
        request, here, "office/person_invite.html", context, status=422 if request.method == "POST" else 200
    )


@page("people.edit", post="people.edit")
def person(request: HttpRequest, here: Here, person: int) -> HttpResponse:
    """Show a person of the agency: give roles, invite again, or end."""
    someone = _someone(here.agency, person)
    line = queries.line(someone)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    initial = RolesForm.of(someone.held)  # type: ignore[attr-defined]
    form = RolesForm(list(here.agency.units.all()), request.POST if do == "roles" else None, initial=initial)
    problems: tuple[Problem, ...] = ()
    if do:
        try:
            answer = _done(request, here, someone, do, form)
        except InputError as error:
            problems = error.problems
        else:
            if answer is not None:
                return answer
    last = any(problem.id == member.LAST_OFFICER.id for problem in problems)
    context = {
        "stage": "people",
        "tab": "people",
        "line": line,
        "form": form,
        "problems": problems,
        "last_officer": last,
        "do": do,
    }
    return render(request, here, "office/person.html", context, status=422 if do else 200)


def _someone(agency: Agency, number: int) -> Person:
    found = queries.people_of(agency).filter(pk=number).first()
    if found is None:
        raise Http404("nobody of this agency")
    return found


def _done(request: HttpRequest, here: Here, someone: Person, do: str, form: RolesForm) -> HttpResponse | None:
    """Do what was asked; `None` where the form is not filled in rightly."""
    knowingly = request.POST.get("knowingly") == "1"
    if do == "roles":
        if not form.is_valid():
            return None
        member.set_roles(here.actor, here.agency, someone, roles=form.held(), knowingly=knowingly)
        messages.success(request, language.say("แก้บทบาทแล้ว", "The roles are changed"))
    elif do == "end":
        member.end(here.actor, here.agency, someone, knowingly=knowingly)
        messages.success(
            request, language.say("ยุติสิทธิของบุคคลนี้แล้ว มีผลทันที", "The person's rights have ended, as of now")
        )
    elif do == "again":
        if not ratelimit.consume(request, action="invite"):
            return too_many(request)
        _write_to(request, here, member.invite_again(here.actor, here.agency, someone))
    else:
        raise Http404("no such step")
    return redirect("people", agency=here.agency.pk, year=here.year)


def _write_to(request: HttpRequest, here: Here, invited: member.Invited) -> None:
    """Send the letter, and say on the next page whether it went."""
    person = invited.person
    values = {
        "person": person,
        "agency": here.agency.name,
        "inviter": here.access.person,
        "days": member.GOOD_FOR.days,
    }
    if invited.secret is not None:
        link = whole(reverse("invitation_open", args=[invited.secret]))
        sent = mail.send(person.email, "invitation", {**values, "link": link})
    else:
        sent = mail.send(person.email, "added", values)
    if sent and mail.is_kept_as_files():
        messages.warning(
            request,
            language.say(
                "ระบบนี้ยังไม่ได้ตั้งเซิร์ฟเวอร์อีเมล จดหมายถึง {email} จึงเก็บเป็นไฟล์ในโฟลเดอร์ mail ของโฟลเดอร์ข้อมูล "
                "ขอให้ผู้ดูแลเครื่องส่งลิงก์ในนั้นต่อ",
                "No mail server is set, so the letter to {email} lies as a file in the folder mail of the data folder. "
                "Ask whoever looks after the machine to pass its link on.",
                email=person.email,
            ),
        )
    elif sent:
        messages.success(
            request,
            language.say("ส่งจดหมายถึง {email} แล้ว", "A letter is on its way to {email}", email=person.email),
        )
    else:
        messages.warning(
            request,
            language.say(
                "บันทึกแล้ว แต่ส่งจดหมายถึง {email} ไม่ได้ ลองส่งคำเชิญอีกครั้งภายหลัง",
                "Saved, but the letter to {email} could not be sent. Try again later.",
                email=person.email,
            ),
        )


urlpatterns = [
    path("a/<int:agency>/<int:year>/people/", people, name="people"),
    path("a/<int:agency>/<int:year>/people/invite/", invite, name="person_invite"),
    path("a/<int:agency>/<int:year>/people/<int:person>/", person, name="person"),
    *invitation.urlpatterns,
]
