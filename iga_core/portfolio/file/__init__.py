"""The file a team hands over or takes away: workbook or JSON, read and written."""
