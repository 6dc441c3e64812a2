"""Frequent words of Vietnamese that carry little meaning of their own. `_` stands for the space between syllables."""

from __future__ import annotations

_WORDS = """
    ai anh bao bao_giờ bao_nhiêu bà bác bây_giờ bạn bất_cứ bất_kỳ bấy bằng bị bớt bởi bởi_vì chiếc cho cho_nên cho_đến
    chung chú chúng chúng_ta chúng_tôi chưa chẳng_hạn chỉ chị chớ chứ con cuộc các các_bạn cái còn có cô cùng cũng cả
    cậu của cứ do do_vậy do_đó dù dăm dưới dạ em giống giữa gì gần gọi gồm hay hoặc hãy hơn hơn_nữa hả hầu hầu_như hắn
    hết họ hử khi khá khác không kia kìa luôn là làm lúc lại lần lắm mà mày mãi mình mấy mặc mặc_dù mọi mỗi một mới mời
    ngay ngoài ngoài_ra người nha nhau nhiều nhé như như_thế như_vậy nhưng nhất nhằm_để nhỉ những nào này nên nó nói nơi
    nếu nọ nữa phải qua quá ra riêng rất rằng rồi sao sau sắp sẽ sự ta tao theo thêm thì thôi thường thậm_chí thế
    thế_nào thỉnh_thoảng toàn trong trên trước tuy tuy_nhiên tôi tại tại_sao tất_cả tớ từ từng tự việc và vài vào vâng
    vì vì_sao vì_thế vì_vậy vẫn vậy về với vừa xa xin xong y à ít ông đang đi điều đâu đây đã đó đôi đôi_khi được đấy
    đến đều để đủ đừng ơi ư ạ ấy ừ
    """
STOP_WORDS: set[str] = {word.replace("_", " ") for word in _WORDS.split()}
