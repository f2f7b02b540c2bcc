// The lengths of periods whose statistics are kept, from short to long; `path` is the end of their address.

export const LEVELS = [
  { per: "day", path: "daily", label: "Days" },
  { per: "week", path: "weekly", label: "Weeks" },
  { per: "month", path: "monthly", label: "Months" },
];
