/** Measuring the reading of conversations against what people say is right. Pure. */
export { type Gold, goldSchema, type Judged } from './gold.ts'
export { type Measured, measure } from './measure.ts'
export { judgeField } from './measure-fields.ts'
export { changedThreads, reportLines, type Said } from './report.ts'
