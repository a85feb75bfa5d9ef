/** A mainland mobile as the ERP knows it: 11 digits. */
export const isMobile = (value: string | undefined): boolean => /^1[3-9]\d{9}$/.test(value ?? '')

/** Digits alone: `+86 138-0000-1111` is the same number. */
export const plainMobile = (text: string | undefined): string =>
  (text ?? '').replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
