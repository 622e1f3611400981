/**
 * Makes the distribution that the launcher starts: one jar, an AOT cache for the JDK at hand. Run from source by the launcher
 * (`java Distribution.java`), so it needs no class path of its own. Uses: the JDK only.
 */
package flowc.dist;
