/** Which tables one worker must own together and which may be spread over workers by lanes, and how the interval variables of several workers become one. Uses: the syntax tree, types, analysis. */
package flowc.compiler.placement;
