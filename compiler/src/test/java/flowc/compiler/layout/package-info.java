/** Tests of where state lies. */
package flowc.compiler.layout;
