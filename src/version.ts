/** The version of package.json, as a constant so that no start-up reads a file; a test compares them. */
export const version = '0.1.0';
