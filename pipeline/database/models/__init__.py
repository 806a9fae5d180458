"""The tables, typed; what a row means stands here, how rows are found stands in the modules beside."""

from pipeline.database.models.access import JudgeLink, Login, User
from pipeline.database.models.base import Base
from pipeline.database.models.contests import Contest, Entry, Post, Unit, UnitName
from pipeline.database.models.decisions import Decision
from pipeline.database.models.entry_life import EntryStage
from pipeline.database.models.history import ChainEnd, FinalRanking, RecordChange
from pipeline.database.models.judging import Judge, Mark, MarkChange
from pipeline.database.models.nights import Lease, Step, Told
from pipeline.database.models.readings import Metric, ReadingMetric, ReadingRow, Source
from pipeline.database.models.rules import RulesVersion
from pipeline.database.models.runs import ProblemRow, Run
from pipeline.database.models.score_sheets import Recusal, ScoreSheet

__all__ = [
    "Base",
    "ChainEnd",
    "Contest",
    "Decision",
    "Entry",
    "EntryStage",
    "FinalRanking",
    "Judge",
    "JudgeLink",
    "Lease",
    "Login",
    "Mark",
    "MarkChange",
    "Metric",
    "Post",
    "ProblemRow",
    "ReadingMetric",
    "ReadingRow",
    "RecordChange",
    "Recusal",
    "RulesVersion",
    "Run",
    "ScoreSheet",
    "Source",
    "Step",
    "Told",
    "Unit",
    "UnitName",
    "User",
]
