/** Text that people read on a terminal, and of which strangers wrote a part. Uses: the JDK only. */
package flowc.runtime.text;
