/** What tests of all compiler stages share: golden files and the project's Flow files. Uses: the JDK and JUnit. */
package flowc.compiler.testing;
