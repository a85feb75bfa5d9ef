/**
 * Parameters whose documented values are the system's own and complete. All other `enum`s are options
 * that an installation edits (来源, 行业, 模板 …): the server's lists decide about those.
 */
const everywhere = new Set([
  'intsort',
  'member1',
  'plantype',
  '@remind',
  'stype',
  'catetype',
  'jf2',
  'sharecontact',
  'replyshare',
  'chanceshare',
  'contractshare',
  '@__sp_result',
  'openprice',
  'Stoped',
  'userstatus',
  'Autohrm',
  'Partadmin',
  'Top1',
  'IsMobileLoginOn',
  'zxbflag',
  'Alt',
  'Complete1',
  'sclx',
  'sclxout',
  'GXstatusopt',
  'WFclassopt',
  'UnitTime',
  'StopStatus',
  'ExecutionStatus',
  'ExtType',
  'fromType',
  'spstatus',
  'Device',
  'IsTrueDevice',
])

/** Ids that are a system flag in one operation and something else in others. */
const here = new Set(['sales.customer.review jg'])

export function isSystemFlag(operation: string, id: string): boolean {
  return everywhere.has(id) || here.has(`${operation} ${id}`)
}
