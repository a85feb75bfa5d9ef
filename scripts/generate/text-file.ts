/** A file that the generator writes. */
export interface TextFile {
  /** Relative to the repository. */
  path: string
  text: string
}
