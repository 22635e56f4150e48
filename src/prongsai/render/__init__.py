"""Core values to files that people open: DOCX, PDF, HTML, XLSX, SVG."""
