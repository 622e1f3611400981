package flowc.launch;

/** How a run's summary is written to stderr. */
enum SummaryFormat { TEXT, JSON, NONE }
