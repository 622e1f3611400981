/**
 * What the scripts of bench/ are told, and how what they start ends. {@link flowc.bench.script.Script} is the page to read first. Uses: the JDK only;
 * nothing that has to be built, since scripts read their arguments before they build.
 */
package flowc.bench.script;
