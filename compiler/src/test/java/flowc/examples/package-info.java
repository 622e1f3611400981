/** The shipped examples, the README and the standard library's page, run as a user would. Uses: compiler, cli, runtime. */
package flowc.examples;
