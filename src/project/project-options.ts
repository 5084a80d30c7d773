/** What a project file does not say of itself. */
export interface ProjectOptions {
  /** What the project is called when it does not say. */
  readonly folderName?: string;
  /** The environment to read it for; null where none is chosen. */
  readonly environment?: string | null;
  /** Variables by name that win over those of the file, from `--var`. */
  readonly vars?: Readonly<Record<string, string>>;
}
