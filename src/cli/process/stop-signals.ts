/** The signals that ask a run to stop: Ctrl-C, a job that is cancelled, a terminal that is closed. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
