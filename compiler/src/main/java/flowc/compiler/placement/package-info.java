/**
 * Which tables one worker must own together and which may be spread over workers by lanes, and how the interval variables of several workers become
 * one. Uses: source, syntax.ast, types, analysis, runtime.table (lanes), runtime.program (merges), com.fasterxml.jackson.core.
 */
package flowc.compiler.placement;
