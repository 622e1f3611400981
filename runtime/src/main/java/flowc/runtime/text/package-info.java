/** Text that people read on a terminal, and of which strangers wrote a part. Uses: the JDK. */
package flowc.runtime.text;
