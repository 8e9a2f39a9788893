"""Where the rules come from, said the same way everywhere (names of documents stay in their own language)."""

from ..i18n import QT_TRANSLATE_NOOP

TXT_SPEC = "建设项目用地红线坐标文件内容要求 (附件1)"
TXT_PRACTICE = QT_TRANSLATE_NOOP("clauses", "Common practice of coordinate TXT programs")
QC_LISTS = QT_TRANSLATE_NOOP("clauses", "国土调查数据库质量检查 (topology items)")
OGC = "OGC 06-103r4 Simple Features, 6.1.11"
TOOLS = QT_TRANSLATE_NOOP("clauses", "Default of public survey tools; no official number")
OWN = QT_TRANSLATE_NOOP("clauses", "Plausibility check of this program")
PROJECTION = QT_TRANSLATE_NOOP("clauses", "GB/T 17278-2009, Gauss-Krüger zones")
PRECISION = QT_TRANSLATE_NOOP("clauses", "勘测定界 coordinates in 0.001 m")
MIN_PATCH = QT_TRANSLATE_NOOP("clauses", "TD/T 1055-2019, smallest patch (最小上图图斑)")
AREA_PRACTICE = QT_TRANSLATE_NOOP("clauses", "自然资办发〔2022〕411号; 自然资发〔2023〕53号 (1 % as reviewed)")
UNIT_CODE = "GB/T 37346-2019 不动产单元设定与代码编制规则"
