/** Rules about the sources of all modules: who may use whom, and how long things may be. Uses: ArchUnit, the JDK's parser. */
package flowc.architecture;
