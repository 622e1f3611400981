/** Whole runs over the shared captures, compared with what tshark and the lab's log say. Uses: cli. */
package flowc.truth;
