"""An invented regulation with all that the templates for regulations ask for."""

from __future__ import annotations

from functools import cache

from question_bank.bundle import Fact
from question_bank.extraction.extracting import Reading, extract
from question_bank.generation.distractors import Distractors
from question_bank.generation.workshop import Workshop
from question_bank.numerals import chinese_numeral
from question_bank.reading.document import read_document

LABEL = "云岭市公共暖房管理办法"
TEXT = """云岭市公共暖房管理办法
第一章 总则
第一条 为了规范公共暖房的修建和使用，方便市民冬季栽种花木，制定本办法。
第二条 本办法所称公共暖房，是指由市财政出资修建并且免费向市民开放的玻璃房屋。
第三条 冬季看护实行分级巡护制度。园林部门负责暖房的选址、修缮和验收。
第四条 栽种花木实行登记入册制度，鼓励认养人交换种子、插条和盆土。
第五条 暖房的修建应当遵循节俭、牢固、明亮的原则。
第二章 认养
第六条 认养人应当在每年三月提交下列材料：
（一）户口簿的复印件；
（二）栽种花木的名录；
（三）两张近期拍摄的相片；
（四）邻里出具的担保书。
第七条 暖房管理站应当自收到材料之日起十五日内答复认养人。
第八条 认养人可以在苗床边搭设高度不超过两米的花架。
第九条 暖房管理站每季度清点花盆，并将结果报园林部门备案。
第十条 修建暖房的方案由市人民政府批准，修建所需的图纸由市图书档案馆保管。财政部门应当及时拨付修建费用。
第三章 看护
第十一条 认养人不得在暖房内燃放烟花、饲养家禽或者堆放木柴。
第十二条 认养人弄坏玻璃的，处二百元以上一千元以下的赔付；赔付所得用于添置玻璃、铁锹和水壶。
第十三条 暖房管理站应当逐日提交下列资料：
（一）当日开门和关门的钟点；
（二）室内温度的逐时读数；
（三）空闲苗床的编号；
（四）值班园丁的姓名。
第十四条 暖房值守满三十年的园丁，由园林部门发给纪念章。园丁凭纪念章免费乘坐公共交通工具、参观教学温室。
第十五条 园丁换班实行当面交接制度，暖房管理站必须安排三名园丁通宵看护。
第十六条 花木受冻面积占百分之二十的，暖房管理站应当立即启动备用锅炉。
第十七条 园林部门应当会同气象部门编制寒潮通报。暖房管理站应当张贴寒潮通报。
第十八条 暖房管理站应当定期完善防火设施，认养人应当自觉维护栽种秩序。消防部门应当逐月查验灭火器材。
第十九条 园丁的评选应当坚持勤勉、谦和、公道的原则，园林部门应当按时公布评选结果。
第四章 附则
第二十条 暖房苗床是指划给一户市民栽种花木满一季的地块。越冬花木是指气温低于五度便会枯萎的盆栽。阶梯花床是指依着院墙逐层垒高的土台。移动温床是指装着轮子供人推行的木箱。
第二十一条 本办法自2031年9月1日起施行。
"""


@cache
def reading(text: str = TEXT) -> Reading:
    """What is found in the regulation."""
    return extract(read_document(text.encode(), "regulation.txt"), LABEL)


def norms(*articles: str) -> Reading:
    """What is found in a regulation of these articles."""
    lines = [f"第{chinese_numeral(place)}条 {text}" for place, text in enumerate(articles, 1)]
    return reading("\n".join([LABEL, *lines, ""]))


def workshop_of(found: Reading, *, seed: int = 7) -> Workshop:
    """One run over a document."""
    facts = tuple(fact for fact in found.facts if fact.detail.get("worth") != "no")
    return Workshop(found.source, facts, Distractors(found.source, facts, seed), seed)


def facts_of(found: Reading, slot: str) -> list[Fact]:
    """The facts of one slot in the order of the text."""
    return [fact for fact in found.facts if fact.slot == slot]
