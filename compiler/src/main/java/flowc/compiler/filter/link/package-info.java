/** The link types a capture may have, by name and number. Uses: the JDK only. */
package flowc.compiler.filter.link;
