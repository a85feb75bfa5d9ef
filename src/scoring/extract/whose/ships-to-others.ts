/** 一件代发, 直接发我客户: what follows is of those who get the goods. */
export const shipsToOthers = (text: string): boolean =>
  /(?:一件|帮我|直接|老板|今天|再)代发|代发(?:一件|这个|这单|\d)|(?:直发|直接发(?:给|到)?|发(?:给)?)(?:我|我们)?(?:的)?(?:这个|这位)?(?:客户|客人|顾客|买家)/.test(
    text,
  )
/** So many messages later the receiver is still spoken of. */
export const shipsFor = 2
