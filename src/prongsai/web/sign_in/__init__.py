"""Signing in: django-allauth in our words, with what makes no sense here closed."""
