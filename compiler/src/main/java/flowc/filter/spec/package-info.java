/** What a filter is for: the link type of its packets and the settings that its meaning depends on. Uses: the JDK only. */
package flowc.filter.spec;
