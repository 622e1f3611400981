/** What threads do with each other whatever they work on. Uses: the JDK only. */
package flowc.runtime.thread;
