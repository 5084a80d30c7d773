/** The file beside the plans of many projects that lists them. */
export const eachIndexName = 'audiencectl-each.json';
