/*
 * Traditional characters that occur in names, companies, addresses and the words around them. One character for
 * one, so that positions stay: what is found is reported as it was written.
 */
const pairs =
  '張张陳陈劉刘楊杨黃黄趙赵吳吴鄭郑馮冯許许鄧邓葉叶蔣蒋賈贾蘇苏盧卢羅罗韓韩謝谢鄒邹龍龙萬万錢钱湯汤賴赖龔龚莊庄紀纪顧顾譚谭鍾钟鐘钟賀贺嚴严寧宁齊齐歐欧陽阳聶聂孫孙義义畢毕單单馬马閻阎華华國国東东廠厂電电機机會会長长門门車车業业業业話话號号們们個个這这説说說说請请問问聯联繫系繋系絡络貨货買买賣卖發发寄寄學学醫医院院銀银賓宾館馆飯饭務务師师貿贸易易製制造造實实經经理理總总裁裁設设計计備备術术資资訊讯網网絡络軟软體体產产品品豐丰金金鐵铁銅铜鋼钢鋁铝塑塑膠胶紙纸織织紡纺飾饰衣衣傢家寶宝飲饮廣广場场園园區区縣县鎮镇鄉乡樓楼層层棟栋幢幢單单號号灣湾橋桥蘭兰濱滨嶺岭島岛溝沟麗丽偉伟傑杰輝辉鵬鹏鳳凤蓮莲瓊琼艷艳靜静軍军濤涛強强聰聪慶庆興兴榮荣啟启貴贵賢贤鴻鸿韻韵潔洁澤泽瑩莹紅红綠绿藍蓝黃黄員员辦办訂订單单報报價价錢钱數数量量樣样個个對对時时間间還还過过幾几給给從从後后來来點点歡欢迎迎們们嗎吗沒没錯错邊边裡里裏里為为與与開开關关聽听講讲認认識识郵邮箱箱鍵键帳账戶户稅税額额聲声書书圖图畫画優优質质農农環环節节銷销採采購购財财營营運运輸输儀仪測测試试驗验療疗藥药護护營营養养'
const map = new Map<string, string>()
const chars = [...pairs]
for (let i = 0; i + 1 < chars.length; i += 2) map.set(chars[i] ?? '', chars[i + 1] ?? '')
const traditional = new RegExp(`[${[...map.keys()].join('')}]`, 'g')

/** The text with traditional characters replaced; same length. */
export const simplified = (text: string): string => text.replace(traditional, (char) => map.get(char) ?? char)
