/** What a project file is called, unless `--project` says otherwise. */
export const projectFileName = 'audiencectl.yaml';
