"""How often what may be guessed or misused may be tried.

An agency's people share one address (NAT), so an address alone is limited only against floods; what stops guessing
are the limits per address and e-mail, and per account.
"""

from __future__ import annotations

# Seconds after which five wrong attempts are forgotten.
WAIT = 300

ACCOUNT_RATES = {
    "login": "300/m/ip",
    # The key is address and e-mail for passwords, and the account for codes of two-step sign-in.
    "login_failed": f"100/m/ip,5/{WAIT}s/key",
    "login_failed_anywhere": "50/h/key",
    "reset_password": "60/m/ip,3/h/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
    "invite": "200/h/user",
    "accept_invitation": "60/m/ip",
}
MFA_RATES = {"webauthn_login": "60/m/ip"}
