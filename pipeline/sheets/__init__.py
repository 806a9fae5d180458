"""The forms that come in and go out as CSV and XLSX, and their way into the database and back."""
