#!/usr/bin/env python
"""Django's own commands: ./run manage COMMAND does the same without a path to Python."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prongsai.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
