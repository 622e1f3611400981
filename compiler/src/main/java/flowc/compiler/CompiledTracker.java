package flowc.compiler;

import flowc.runtime.program.TrackerDescriptor;

/** A tracker that can be run: what the runtime must know, and the class file of its program. */
public record CompiledTracker(TrackerDescriptor descriptor, byte[] classBytes) {}
