"""Names in the scripts of our communities, all invented: they say Example in their own words."""

from __future__ import annotations

# By language: the name, and the face that sets it.
NAMES = {
    "Arabic": ("عائشة المثال", "NotoSansArabic"),
    "Urdu": ("نمونہ بیگم ڈاکٹر", "NotoSansArabic"),
    "Persian": ("نازنین‌زهرا نمونه‌ای", "NotoSansArabic"),
    "Pashto": ("ښکلې بېلګه", "NotoSansArabic"),
    "Kurdish": ("ڕۆژین نموونە", "NotoSansArabic"),
    "Hebrew": ("שרה לדוגמה", "NotoSansHebrew"),
    "Punjabi": ("ਨਮੂਨਾ ਕੌਰ", "NotoSansGurmukhi"),
    "Gujarati": ("નમૂના પટેલ", "NotoSansGujarati"),
    "Bengali": ("নমুনা বেগম", "NotoSansBengali"),
    "Hindi": ("उदाहरण शर्मा", "NotoSansDevanagari"),
    "Nepali": ("नमूना क्षेत्री", "NotoSansDevanagari"),
    "Tamil": ("மாதிரி செல்வி", "NotoSansTamil"),
    "Telugu": ("నమూనా శ్రీ", "NotoSansTelugu"),
    "Kannada": ("ಮಾದರಿ ಗೌಡ", "NotoSansKannada"),
    "Malayalam": ("മാതൃക നായർ", "NotoSansMalayalam"),
    "Odia": ("ନମୁନା ଦାସ", "NotoSansOriya"),
    "Sinhala": ("නිදසුන් ශ්‍රී", "NotoSansSinhala"),
    "Thai": ("ตัวอย่าง ใจดี", "NotoSansThai"),
    "Lao": ("ຕົວຢ່າງ ດີ", "NotoSansLao"),
    "Khmer": ("គំរូ សុខ", "NotoSansKhmer"),
    "Burmese": ("နမူနာ အောင်", "NotoSansMyanmar"),
    "Chinese, simplified": ("王样例", "NotoSansCJK"),
    "Chinese, traditional": ("陳範例", "NotoSansCJK"),
    "Chinese, a rare letter": ("\U00020bb7田範例", "NotoSansCJK"),
    "Japanese": ("見本 さくら", "NotoSansCJK"),
    "Korean": ("김보기", "NotoSansCJK"),
    "Amharic": ("ምሳሌ በቀለ", "NotoSansEthiopic"),
    "Tigrinya": ("ኣብነት", "NotoSansEthiopic"),
    "Armenian": ("Օրինակ Սարգսյան", "NotoSansArmenian"),
    "Georgian": ("ნიმუში ბერიძე", "NotoSansGeorgian"),
    "Greek": ("Ελένη Δείγμα", "NotoSans"),
    "Ukrainian": ("Зразок Їжак", "NotoSans"),
    "Vietnamese": ("Nguyễn Thị Ví Dụ", "NotoSans"),
    "Yoruba": ("Àpẹẹrẹ Ọlá", "NotoSans"),
}  # fmt: skip
# Those that are read from the right.
RIGHT = ("Arabic", "Urdu", "Persian", "Pashto", "Kurdish", "Hebrew")
