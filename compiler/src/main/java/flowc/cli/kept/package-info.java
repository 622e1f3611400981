/**
 * Trackers compiled by earlier commands: {@link flowc.cli.kept.KeptTrackers} is the page to read first, decision 29 says why. Uses: compiler,
 * compiler.analysis (imports), compiler.source, launch.archive.
 */
package flowc.cli.kept;
