// The words that the page shows for the values of the data.

const LEVELS = { national: "国家", provincial: "省级", local: "地方", unknown: "层级不明" };

const COMPARATORS = { eq: "", ge: "不少于", le: "不超过", approx: "约", range: "" };

const STATUSES = { planned: "计划", achieved: "已完成" };

const DOCUMENT_TYPES = {
  work_points: "工作要点",
  work_plan: "工作计划",
  news_report: "新闻报道",
  action_plan: "行动方案",
  development_plan: "发展规划",
  work_report: "工作总结",
};

const FAULTS = {
  mirror: "转载本",
  furniture: "夹有网页文字",
  masked: "有遮盖",
  advertisement: "夹有广告",
  page_numbers: "夹有页码",
  pinyin: "夹有拼音",
  traditional: "繁体字",
  odd_marks: "标点异常",
  spun: "词语被替换",
  truncated: "不完整",
  no_title: "缺标题",
  region_inferred: "地区系推断",
  region_unknown: "地区不明",
  region_doubtful: "地区存疑",
  year_doubtful: "年份存疑",
};

const KINDS = { region: "地区", program: "项目", indicator: "指标" };

const MASKED = "已遮盖";

// The value of a target as one reads it aloud: 不少于 88%, 300—500 所, 已遮盖 所.
function valueWords(target) {
  const comparator = COMPARATORS[target.comparator] ?? target.comparator;
  const number = target.value === null ? MASKED : target.value;
  const value = target.value_max === null ? number : `${number}—${target.value_max}`;
  const gap = ["%", "‰"].includes(target.unit) && target.value !== null ? "" : " ";
  return `${comparator}${comparator && " "}${value}${gap}${target.unit}`;
}

function deadlineWords(target) {
  return target.year === null ? "未写明" : `${target.year} 年`;
}

function planWords(plan) {
  return plan.title || `${plan.year ?? "年份不明"} ${DOCUMENT_TYPES[plan.document_type] ?? "文件"}（无标题）`;
}
