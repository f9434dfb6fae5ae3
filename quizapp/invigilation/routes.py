"""stub"""

from flask import Blueprint

blueprint = Blueprint("invigilation", __name__, url_prefix="/exams/<int:exam_id>/invigilation")
