/// Experiments as YAML: an [dev.ravine.lab.yaml.ExperimentFile] reads a plan, or an
/// [dev.ravine.lab.yaml.InvalidExperimentException] names the line that is wrong.
@NullMarked
package dev.ravine.lab.yaml;

import org.jspecify.annotations.NullMarked;
