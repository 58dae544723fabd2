// A plan in words: its title, year and kind, and what is wrong with its document.

// What must be known before a number of this plan is used: a word for each kind of fault.
function faultMarks(plan) {
  return [...new Set(plan.faults.map(({ kind }) => wordOf("mark", kind)))];
}

// The same as tags.
function faultTags(plan) {
  const marks = faultMarks(plan);
  return marks.length ? element("span", { class: "marks" }, marks.map((mark) => tag(mark, "fault"))) : null;
}

// The same by the whole names of the faults, as tables have them.
function faultNames(plan) {
  return [...new Set(plan.faults.map(({ kind }) => wordOf("fault", kind)))].join(word("list.join"));
}

function planWords(plan) {
  return plan.title || word("plan.untitled", { year: plan.year ?? word("year.unknown") });
}

function yearWords(plan) {
  return plan.year === null || plan.year === undefined ? word("year.unknown") : word("year", { n: plan.year });
}

// What is known of a plan besides its region and title; null stands for what is not.
function planDetails(plan) {
  return [yearWords(plan), plan.document_type ? wordOf("type", plan.document_type) : null, plan.issuer, plan.published];
}
