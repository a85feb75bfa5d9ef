/** One figure; `baseline` is the same work without us, `ratio` ours against it. */
export interface Row {
  name: string
  value: number
  unit: string
  baseline?: number
  ratio?: number
}
