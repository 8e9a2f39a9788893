"""Approval rules (data) × overlay → outcomes, authorities, materials.

The rules are in resources/rules/, their format in docs/rules.md.  Every outcome is a hint with evidence, never a verdict.
"""

from .evaluate import Evaluation, evaluate, evaluate_all
from .materials import ApprovalNeed, approvals_for, joint_package, materials_for
from .model import OUTCOMES, Material, Outcome
from .project import Question, check_value
from .route import Route, plan_text, route_for, route_rows
from .rulebook import RuleBook, load_project, load_rules, questions
from .spec import AttributeSpec, Settings

__all__ = [
    "OUTCOMES",
    "ApprovalNeed",
    "AttributeSpec",
    "Evaluation",
    "Material",
    "Outcome",
    "Question",
    "Route",
    "RuleBook",
    "Settings",
    "approvals_for",
    "check_value",
    "evaluate",
    "evaluate_all",
    "joint_package",
    "load_project",
    "load_rules",
    "materials_for",
    "plan_text",
    "questions",
    "route_for",
    "route_rows",
]
