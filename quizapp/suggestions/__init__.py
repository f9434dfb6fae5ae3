"""意见建议: members write, organizers read and reply."""

from quizapp.suggestions import routes as routes
