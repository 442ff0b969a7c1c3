from analysis.comparison.agreement.repairs import measure_repairs
from analysis.instruments.tone import REPAIRS
from analysis.study import measure_text


def test_every_repair_is_measured_and_the_tone_with_all_of_them_is_the_table_s(study):
    table = measure_repairs(study.texts, study.sentences, study.matches, study.codings)
    assert table.repair.to_list() == [*REPAIRS, "all of them"]
    assert table.changed.between(0, 1).all() and table.with_coding.nunique() == 1
    everything = table.set_index("repair").loc["all of them"]
    assert everything.with_coding > everything.without_it and everything.changed >= table.changed.max()


def test_without_a_text_or_a_coding_nothing_is_claimed():
    study = measure_text("It isn’t great.")
    assert measure_repairs({}, study.sentences, study.matches, study.codings).changed.isna().all()
    assert measure_repairs(study.texts, study.sentences, study.matches, study.codings).with_coding.isna().all()
