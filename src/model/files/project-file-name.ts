/** What a project file is called, unless `--project` says otherwise. */
export const projectFileName = 'audiencectl.yaml';

/** The file beside the plans of many projects that lists them. */
export const eachIndexName = 'audiencectl-each.json';
