/*
 * Words of business letters, as alternatives of a pattern. What only one place knows stands there.
 */

/** The forms of firms that stand everywhere. */
export const legalForms = 'Ltd|Limited|Inc|LLC|Corp|GmbH|AG|AB|AS|BV|SA|SAS|SRL|PLC|Co'
/** The heads of positions. */
export const positionHeads =
  'Manager|Director|Engineer|Buyer|Procurement|Sourcing|Officer|Owner|Founder|Head|President|Executive|Specialist|Assistant|Coordinator|Supervisor|Representative|Merchandiser|Planner|CEO|CFO|COO|CTO'
/** What a letter begins and ends with: no names. */
export const courtesies = 'Best|Kind|Warm|Many|Thank|Thanks|Dear|Good|Yours|Sincerely|Regards|Hello|Hi|Please'
