/** A part of a whole: "37 %", "0.4 %"; empty for a part of nothing. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return '';
  const percent = (part / whole) * 100;
  return percent >= 10 || percent === 0 ? `${Math.round(percent)} %` : `${percent.toFixed(1)} %`;
}
