# SPDX-License-Identifier: MIT
"""Which sources are given faults, and which tests are to catch them."""

from fnmatch import fnmatchcase

SOURCES = ("core/*.cpp", "core/*.h", "ui/*model*.cpp", "ui/*model*.h", "ui/runs/*.cpp", "ui/runs/*.h")
LEFT_OUT = (
    "core/system/system_info.*",  # says what this machine is
    "core/data/demo_titles.*",  # a table of titles
    "core/model/settings_of_*",  # texts of the form, and ranges that tests cannot know better
    "ui/runs/file_export.*",  # a file dialog
)

# The tests of a part, cheapest and closest first; the first line that fits a file counts.
TESTS = (
    ("core/analyze/pca.*", "tst_analysis"),
    ("core/analyze/*", "tst_projections tst_frames"),
    ("core/train/frame_keeper.*", "tst_frames"),
    ("core/train/pull_recorder.*", "tst_frames"),
    ("core/model/run_frames.*", "tst_frames"),
    ("core/io/frame_parts.*", "tst_frames tst_model_file"),
    ("core/baselines/association_rules.*", "tst_baselines tst_explore_rules"),
    ("core/baselines/neighbour*", "tst_chosen_values tst_neighbourhood"),
    ("core/baselines/similarity.*", "tst_neighbourhood tst_baselines"),
    ("core/baselines/top_n.*", "tst_neighbourhood"),
    ("core/baselines/*", "tst_chosen_values tst_baselines tst_neighbourhood"),
    ("core/classify/*", "tst_chosen_values tst_classifier_steps tst_classifiers"),
    ("core/compare/*", "tst_comparison"),
    ("core/data/bounded_json.*", "tst_settings tst_model_file"),
    ("core/data/demo_data.*", "tst_chosen_values tst_data"),
    ("core/data/encoding.*", "tst_data tst_recommender tst_model_file"),
    ("core/data/given_split.*", "tst_test_splits"),
    ("core/data/last_rating.*", "tst_test_splits"),
    ("core/data/pair_index.*", "tst_test_splits tst_baselines tst_objectives"),
    ("core/data/random.*", "tst_data tst_ranking_metrics tst_test_splits"),
    ("core/data/seen_movies.*", "tst_test_splits tst_ranking_report tst_recommender"),
    ("core/data/sparse_matrix.*", "tst_neighbourhood tst_baselines"),
    ("core/data/*split*", "tst_test_splits tst_ranking_report"),
    ("core/data/*", "tst_reader tst_data tst_test_splits"),
    ("core/error.*", "tst_settings tst_reader tst_analysis"),
    ("core/evaluate/*", "tst_ranking_metrics tst_ranking_report tst_analysis tst_comparison"),
    ("core/io/atomic_file.*", "tst_analysis tst_model_file"),
    ("core/io/csv.*", "tst_analysis tst_runs"),
    ("core/io/embedding_export.*", "tst_analysis"),
    ("core/io/*", "tst_model_file"),
    (
        "core/kernels/*",
        "tst_weighted_step tst_baselines tst_classifier_steps tst_recommender tst_classifiers"
        " tst_fast_engine",
    ),
    ("core/methods/*", "tst_chosen_values tst_comparison tst_explore_stages tst_classifiers tst_methods"),
    ("core/model/entity_history.*", "tst_weighted_step tst_training_options tst_model_file"),
    ("core/model/run_metrics.*", "tst_chosen_values tst_training_options tst_runs"),
    ("core/model/run_record.*", "tst_settings tst_model_file tst_training_options"),
    ("core/model/presets.*", "tst_chosen_values tst_settings tst_training_options tst_settings_form"),
    ("core/model/settings*", "tst_settings tst_training_options tst_settings_form tst_model_file"),
    ("core/model/trained_model*", "tst_model_file tst_recommender tst_trainer tst_training_options"),
    (
        "core/model/*",
        "tst_seed_step tst_weighted_step tst_settings tst_recommender tst_model_file"
        " tst_training_options tst_fast_engine",
    ),
    ("core/recommend/similar.*", "tst_analysis tst_recommender"),
    ("core/recommend/*", "tst_recommender tst_ranking_report tst_analysis"),
    ("core/settings/*", "tst_settings tst_comparison tst_settings_form"),
    ("core/system/*", "tst_ranking_report tst_neighbourhood tst_analysis"),
    ("core/train/fast/*", "tst_seed_step tst_weighted_step tst_fast_engine"),
    ("core/train/checkpoint.*", "tst_training_options tst_trainer tst_model_file"),
    ("core/train/hidden_part.*", "tst_objectives tst_training_options"),
    ("core/train/negative_sampler.*", "tst_objectives tst_validation_figures"),
    ("core/train/objective.*", "tst_seed_step tst_weighted_step tst_objectives"),
    ("core/train/optimiser.*", "tst_seed_step tst_objectives tst_training_options"),
    ("core/train/step_engine.*", "tst_seed_step tst_weighted_step tst_objectives tst_trainer"),
    ("core/train/validation_split.*", "tst_data tst_validation_figures"),
    ("core/train/validator.*", "tst_validation_figures tst_trainer"),
    ("core/train/*", "tst_validation_figures tst_training_options tst_trainer tst_model_file"),
    ("core/*", "tst_data tst_settings tst_recommender"),
    ("ui/compare/explore/rules_model.*", "tst_explore_rules tst_explore_views"),
    ("ui/compare/explore/stage_model.*", "tst_explore_stages tst_explore_views"),
    ("ui/compare/explore/*", "tst_explore_lists tst_explore_views"),
    ("ui/compare/*", "tst_compare"),
    ("ui/recommend/*", "tst_models tst_main_window"),
    ("ui/train/epochs_model.*", "tst_models tst_runs"),
    ("ui/train/*", "tst_runs"),
    ("ui/runs/*", "tst_runs tst_main_window"),
    ("ui/*", "tst_models tst_main_window"),
)


def is_part(path):
    def fits(patterns):
        return any(fnmatchcase(path, pattern) for pattern in patterns)

    return fits(SOURCES) and not fits(LEFT_OUT)


def tests_of(path):
    return next(tests.split() for pattern, tests in TESTS if fnmatchcase(path, pattern))
