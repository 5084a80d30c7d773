/** Who enters a segment and who leaves it, in words; null where no one does, or where it is not known. */
export interface Movement {
  readonly enter: string | null;
  readonly leave: string | null;
}
